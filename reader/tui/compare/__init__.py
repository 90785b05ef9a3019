"""Two articles side by side: their texts, the lines of both, the view that paints them, the screens around it."""
