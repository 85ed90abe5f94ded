"""How still a person stands, and how far they can lean: from plates, boards and a back sensor."""
