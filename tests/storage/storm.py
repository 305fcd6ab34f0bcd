"""The program that test_kill runs and kills: writes without end, and prints what was acknowledged."""

import asyncio
import sys
from itertools import count

from sqlmodel import Session

from bot.clock import machine_now
from storage import history
from storage.database import Database


def put(session: Session, number: int) -> int:
    words = history.keep_words(session, str(number), "U0MINA")
    history.add(session, "storm.blew", actor_id=history.BOT, at=machine_now(), words=words, number=number)
    return number


async def main(url: str, first: int) -> None:
    database, numbers = Database(url), count(first)

    async def one_after_the_other() -> None:
        while True:
            # Only what `write` has answered counts as acknowledged; the pipe takes a line at once or not at all.
            print(await database.write(put, next(numbers)), flush=True)

    await asyncio.gather(*(one_after_the_other() for _ in range(20)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
