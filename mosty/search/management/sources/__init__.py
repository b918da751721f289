"""Where entries come from until their owners put them in themselves: files of the guide, services and centres of the directory."""
