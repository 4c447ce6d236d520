"""The page behind a link: looking changes nothing, pressing the button does."""
