"""What the keys do: for each binding id of the key table a method `do_ID`, grouped as the help groups them."""
