// A page without a session: whatever an earlier person typed here is forgotten.
sessionStorage.clear();
