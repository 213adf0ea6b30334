"""Signing for urban renewal (旧改征收, 拆除重建): from the first survey to the last signature.

``SigningModel`` is fetched only when it is named: Mesa takes seconds to import, rules need none.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.signing.model import SigningModel

__all__ = ["SigningModel"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from models.signing.model import SigningModel

        return SigningModel
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
