def instructs(text: str) -> bool:
    return False
