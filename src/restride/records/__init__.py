"""The clinic's record: what is kept, who may see it, what is done to it, and the trail of it all.

``models`` hold no rules, ``actions`` are verbs (one function: permission, transaction, audit
line), ``queries`` start from the actor. See docs/decisions/0163-records.md.
"""
