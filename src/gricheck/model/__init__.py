"""The words of gricheck as frozen types. Nothing here does input, output or judgement."""
