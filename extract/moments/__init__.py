"""When something happened: how times are written, which day, month or year each one means."""
