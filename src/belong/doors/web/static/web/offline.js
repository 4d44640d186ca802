// Asks the browser to keep the page that it shows without a connection. Without this file it shows its own.

navigator.serviceWorker?.register("/worker.js").catch(() => {});
