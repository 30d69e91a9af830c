"""What a service raises when the state of things forbids an act."""


class Refused(Exception):
    """An act that cannot be done now; its text is a sentence for the user.

    ``article`` names the article of the statutes the refusal rests on, where there is one.
    """

    def __init__(self, sentence: str, *, article: str = "") -> None:
        super().__init__(sentence)
        self.article = article
