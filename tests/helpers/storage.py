"""What a browser has stored, and a browser that stores nothing."""

STORED = "() => [localStorage.length, sessionStorage.length, document.cookie]"
NO_STORE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
});"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("exceeded the quota", "QuotaExceededError");
};"""
NOTHING_STORED = [0, 0, ""]
CLEARED = """(key) => dispatchEvent(new StorageEvent("storage", { key, newValue: null }))"""
