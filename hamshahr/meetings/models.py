"""The statutory side of a gathering: sessions, agenda, convocation, papers, interpretation."""
