"""Small changes of a file's meaning, one at a time. Pure.

The tools for this that are kept up change functions; most of what matters here stands in tables, so they would leave
the tables alone.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.FloorDiv: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One change: where, what, and the whole file with it."""

    line: int
    change: str
    source: str


Change = tuple[str, Callable[[ast.AST], None]]


def mutants(source: str) -> Iterator[Mutant]:
    """Every change of every node, in the order of the file."""
    whole = ast.parse(source)
    for place, node in enumerate(ast.walk(whole)):
        for name, apply in _changes(node):
            changed = copy.deepcopy(whole)
            apply(list(ast.walk(changed))[place])
            yield Mutant(getattr(node, "lineno", 0), name, ast.unparse(ast.fix_missing_locations(changed)))


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        yield from (_operator(at, one) for at, one in enumerate(node.ops) if type(one) in SWAPPED)
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED:
        yield f"{type(node.op).__name__} swapped", _swap_op
    if isinstance(node, ast.BoolOp):
        yield from (_without("values", at) for at in range(len(node.values)) if len(node.values) > 2)
    if isinstance(node, ast.Set | ast.Tuple) and len(node.elts) > 1 and not _is_type(node):
        yield from (_without("elts", at) for at in range(len(node.elts)))
    if isinstance(node, ast.Return) and node.value is not None:
        yield "returns nothing", _return_nothing
    if isinstance(node, ast.IfExp):
        yield "branches swapped", _swap_branches
    if isinstance(node, ast.If):
        yield "condition negated", _negate
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} turned", _turn
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} + 1", _count_on


def _is_type(node: ast.Set | ast.Tuple) -> bool:
    """`dict[str, int]` holds a tuple that means nothing at run time."""
    return isinstance(node, ast.Tuple) and all(isinstance(one, ast.Name | ast.Subscript) for one in node.elts)


def _operator(at: int, operator: ast.cmpop) -> Change:
    def apply(node: ast.AST) -> None:
        assert isinstance(node, ast.Compare)
        swapped = SWAPPED[type(node.ops[at])]()
        assert isinstance(swapped, ast.cmpop)
        node.ops[at] = swapped

    return f"{type(operator).__name__} swapped", apply


def _swap_op(node: ast.AST) -> None:
    assert isinstance(node, ast.BoolOp | ast.BinOp)
    other = SWAPPED[type(node.op)]()
    assert isinstance(other, ast.boolop | ast.operator)
    vars(node)["op"] = other


def _without(name: str, at: int) -> Change:
    def apply(node: ast.AST) -> None:
        del getattr(node, name)[at]

    return f"without its part {at + 1}", apply


def _return_nothing(node: ast.AST) -> None:
    assert isinstance(node, ast.Return)
    node.value = ast.Constant(None)


def _swap_branches(node: ast.AST) -> None:
    assert isinstance(node, ast.IfExp)
    node.body, node.orelse = node.orelse, node.body


def _negate(node: ast.AST) -> None:
    assert isinstance(node, ast.If)
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _turn(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    node.value = not node.value


def _count_on(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    node.value += 1
