"""The names that people type after @ and #."""

from bot.sandbox.world import World

CALLS = ("channel", "here", "everyone")


def token(world: World, sign: str, name: str) -> str | None:
    """Answer the token for a name as typed, such as `<@U0MINA>` for `Mina Seo`; None if nobody has it."""
    if sign == "#":
        found = next((c for c in world.conversations.values() if c.name == name and name), None)
        return f"<#{found.id}|{found.name}>" if found else None
    if name in CALLS:
        return f"<!{name}>"
    group = next((g for g in world.workspace.usergroups if g.handle == name), None)
    if group is not None:
        return f"<!subteam^{group.id}|@{group.handle}>"
    member = next((m for m in world.members.values() if name in (m.real_name, m.name)), None)
    return f"<@{member.id}>" if member else None
