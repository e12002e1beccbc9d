"""What is done about new articles: saved searches that tell of them, rules that tag them, a hook that hears of them."""
