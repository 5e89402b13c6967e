"""A harbour.

class Decoy:
    def no(self): pass
"""
import os as system

BERTHS = 12
DEPTH: float = 7.5
NORTH, SOUTH = 1, 2
(EAST, WEST) = (3, 4)
A = B = "def fake(): pass"
BERTHS += 1
system.path = []


def dock(ship, *,
         pilot=lambda s: s,
         at={"def": 1}):
    r'''raw " def no(): pass'''
    inside = 1

    async def turn():
        pass

    return turn


class Harbour(dict, metaclass=type):
    count = 0
    tide: str = f"{BERTHS} class"
    low, high = 1, 2

    class Pier:
        length = 5

        def extend(self, by: int = 1) -> int:
            self.length = by
            return by  # def comment(): pass

    @property
    @staticmethod
    def depth():
        return 1

    def continued(self, \
            more):
        pass

    if BERTHS:
        def maybe(self): pass


if BERTHS:
    LATE = 1
    def late(): pass
else:
    for i in range(3):
        LOOP = i


async def last(): return 1
