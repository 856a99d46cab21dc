"""Raw lines → what YAML would make of prose, each trap with its corrected line."""
