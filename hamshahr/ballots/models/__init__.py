from .ballots import Ballot, Elector, Option
from .box import BallotAct, Envelope, PaperCount, Slip, Vote, Voted

__all__ = ["Ballot", "BallotAct", "Elector", "Envelope", "Option", "PaperCount", "Slip", "Vote", "Voted"]
