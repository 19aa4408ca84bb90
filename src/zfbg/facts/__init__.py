"""From a clause to its facts: numbers, units, quantities, periods, what they are about."""
