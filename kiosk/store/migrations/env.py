"""Alembic's entry: runs the revisions on the connection that `migrate_store` hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=context.config.attributes.get("metadata"), transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
