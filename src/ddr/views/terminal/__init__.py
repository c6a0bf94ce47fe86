"""What a person sees: the only place that uses Rich."""
