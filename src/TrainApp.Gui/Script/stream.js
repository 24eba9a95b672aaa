// What a run does, as it happens: one connection per page, whoever listens. It comes back by itself where it left off, without a gap
// and without a repetition: the id of the last event is the place in the run's files.
const PAUSE = 1000;          // between two tries
const HIDDEN_FOR = 10_000;   // a hidden page gives its connection back, since a browser has only six per server
const STALE_AFTER = 60_000;  // away for longer, a page is better read anew than caught up with

/**
 * @param {number} run
 * @param {string} cursor where to start: "0.RECORDS.BYTES"
 * @param {{events: Object<string, (data: object) => void>, stale: () => void}} listener
 */
export function open(run, cursor, listener) {
  let source = null;
  let at = cursor;
  let timer = 0;
  let hiddenSince = 0;
  let isClosed = false;

  const disconnect = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };

  const connect = () => {
    disconnect();
    if (isClosed) return;
    source = new EventSource(`/api/stream?run=${run}&from=${at}`);
    for (const [name, handle] of Object.entries(listener.events)) {
      source.addEventListener(name, (event) => {
        if (event.lastEventId) at = event.lastEventId;
        handle(JSON.parse(event.data));
      });
    }

    source.onerror = () => {
      disconnect();
      timer = setTimeout(connect, PAUSE);
    };
  };

  const look = () => {
    if (document.hidden) {
      hiddenSince = performance.now();
      clearTimeout(timer);
      timer = setTimeout(disconnect, HIDDEN_FOR);
      return;
    }

    clearTimeout(timer);
    if (hiddenSince && performance.now() - hiddenSince > STALE_AFTER) listener.stale();
    else if (!source) connect();
    hiddenSince = 0;
  };

  document.addEventListener("visibilitychange", look);
  connect();
  return {
    close() {
      isClosed = true;
      document.removeEventListener("visibilitychange", look);
      disconnect();
    },
  };
}
