"""Signing in, accounts and the record of acts."""
