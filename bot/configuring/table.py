"""One table of the file, read value by value. What is wrong is collected, so that one run tells all of it."""

import difflib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from bot import environment as env
from bot.environment import SettingsError

T = TypeVar("T")
HOLDER = re.compile(r"[UWS][A-Z0-9]+")
CHANNEL = re.compile(r"[CG][A-Z0-9]+|#[^\s#,<>]{1,80}")


@dataclass
class Table:
    """A table, where it stands, and what was found to be wrong in the whole file."""

    where: str
    values: Mapping[str, Any]
    problems: list[str]
    asked: set[str] = field(default_factory=set)

    def wrong(self, key: str, problem: str, remedy: str) -> None:
        """One sentence: where, what is wrong, what to do."""
        self.problems.append(f"{self.where}: {key} {problem}: {remedy}.")

    def get(self, key: str, kind: type[T], what: str, default: T) -> T:
        """The value, which must be of this kind."""
        self.asked.add(key)
        value = self.values.get(key, default)
        # Python takes true for a number; a person who writes it means something else.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.wrong(key, f"is {_shown(value)}", f"write {what}")
            return default
        return value

    def text(self, key: str, default: str = "") -> str:
        """Without the blanks around it."""
        return self.get(key, str, "a text in quotes", default).strip()

    def required(self, key: str, remedy: str) -> str:
        found = self.text(key)
        if not found and not (key in self.values and not isinstance(self.values[key], str)):
            self.wrong(key, "is missing", remedy)
        return found

    def flag(self, key: str) -> bool:
        return self.get(key, bool, "true or false", False)

    def number(self, key: str, default: int, smallest: int, largest: int) -> int:
        found = self.get(key, int, f"a whole number from {smallest} to {largest}", default)
        if not smallest <= found <= largest:
            self.wrong(key, f"is {found}", f"write a whole number from {smallest} to {largest}")
            return default
        return found

    def texts(self, key: str, most: int = 100, longest: int = 150) -> tuple[str, ...]:
        """A list of texts, each once and in the order written."""
        listed = self.get(key, list, f'a list such as {key} = ["…"]', [])
        found = [one.strip() for one in listed if isinstance(one, str) and one.strip()]
        if len(found) < len(listed):
            self.wrong(key, "holds something that is no text", "write each in quotes")
        if len(found) > most:
            self.wrong(key, f"holds {len(found)}", f"write at most {most}")
        too_long = next((one for one in found if len(one) > longest), None)
        if too_long:
            self.wrong(key, f'holds "{too_long[:30]}…"', f"write at most {longest} characters")
        return tuple(dict.fromkeys(found))

    def choice(self, key: str, options: Collection[str], default: str) -> str:
        found = self.text(key, default)
        if found not in options:
            self.wrong(key, f'is "{found}"', f"write one of {', '.join(options)}{near(found, options)}")
            return default
        return found

    def choices(self, key: str, options: Collection[str]) -> tuple[str, ...]:
        found = self.texts(key)
        for one in found:
            if one not in options:
                known = ", ".join(options) or "none at all"
                self.wrong(key, f'names "{one}"', f"there is {known}{near(one, options)}")
        return tuple(one for one in found if one in options)

    def people(self, key: str) -> tuple[str, ...]:
        """Ids of people and of user groups."""
        found = self.texts(key)
        for one in found:
            if not HOLDER.fullmatch(one):
                remedy = (
                    "write ids: a person's from their profile in Slack, ⋮, Copy member ID; a user group's begins with S"
                )
                self.wrong(key, f'names "{one}"', remedy)
        return tuple(one for one in found if HOLDER.fullmatch(one))

    def channel(self, key: str, *, is_required: bool = False) -> str:
        """A channel's id, or its name with # in front."""
        found = self.required(key, f'write {key} = "#name"') if is_required else self.text(key)
        if found and not CHANNEL.fullmatch(found):
            self.wrong(key, f'is "{found}"', "write a channel's id such as C012AB3CD, or its name with # in front")
        return found

    def judged(self, key: str, default: str, judge: Callable[[Mapping[str, str], str], T]) -> T | None:
        """As the same setting of the environment is read; nothing when it is wrong."""
        try:
            return judge({key: self.text(key, default)}, key)
        except SettingsError as error:
            self.problems.append(f"{self.where}: {error}")
            return None

    def seconds(self, key: str, default: str, shortest: timedelta = timedelta()) -> int:
        """A duration such as 24h."""
        found = self.judged(key, default, lambda told, name: env.duration(told, name, default, shortest))
        return int((found or timedelta()).total_seconds())

    def wall_time(self, key: str, default: str) -> str:
        """HH:MM, or nothing where there is none."""
        if not self.text(key, default):
            return ""
        found = self.judged(key, default, lambda told, name: env.wall_time(told, name, default))
        return found.strftime("%H:%M") if found else ""

    def dates(self, key: str) -> tuple[str, ...]:
        """ISO dates, written bare or in quotes."""
        found = []
        for one in self.get(key, list, f"a list of dates such as {key} = [2026-12-25]", []):
            try:
                found.append(date.fromisoformat(str(one)).isoformat())
            except ValueError:
                self.wrong(key, f"holds {_shown(one)}", "write dates such as 2026-12-25")
        return tuple(sorted(set(found)))

    def nothing_else(self) -> None:
        """A misspelt key would be passed over in silence."""
        for key in self.values:
            if key not in self.asked:
                self.wrong(key, "is no setting", f"remove it{near(key, self.asked)}")


def near(wrong: str, known: Collection[str]) -> str:
    """A guess at what was meant."""
    found = difflib.get_close_matches(wrong, list(known), n=1)
    return f"; did you mean {found[0]}" if found else ""


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else "a table" if isinstance(value, dict) else str(value).lower()
