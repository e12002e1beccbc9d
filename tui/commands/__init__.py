"""The subcommands, a module a group, each imported only when it is called."""
