"""A list of ids in a statement that is made once, and given another list each time.

To make a statement of SQLAlchemy's takes longer than to answer it, and to find what it was
compiled to takes as long again: of one that is made once the key is known.
"""

from sqlalchemy import BigInteger, BindParameter, bindparam


def given_ids(name: str) -> BindParameter[int]:
    """What a column is in, as `column.in_(given_ids("ids"))`: the list given by this name."""
    return bindparam(name, type_=BigInteger, expanding=True)
