"use strict";
/* Saves what is typed: a moment after the last key, one at a time, again until it is stored. Until
   then it also lies in the browser's own storage, and is offered after a crash. It lies there sealed:
   the key comes with the page of who is logged in, so that on a shared computer nobody else reads it,
   and who wrote it finds it again after his next log-in. */
window.desk = window.desk || {};
(function (desk) {
  const PAUSE = 400;
  const LONGEST_WAIT = 30;
  const LARGEST_KEPT_ALIVE = 60000;

  class Box {
    constructor(hex) {
      const bytes = Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
      // Browsers seal nothing on pages that came without HTTPS from another machine.
      this.key = hex && window.crypto.subtle ? crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"])
        : Promise.reject(new Error("no key"));
      this.key.catch(() => {});
    }

    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key, new TextEncoder().encode(text));
      const bytes = [...iv, ...new Uint8Array(sealed)];
      return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
    }

    async open(text) {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const key = await this.key;
      return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.slice(0, 12) }, key, bytes.slice(12)));
    }
  }

  /* options: address, name (of the storage), secret (its key), token, revision, collect(), told(state, details),
     stored(answer, sent), asked(answer, sent) */
  class Saver {
    constructor(options) {
      Object.assign(this, options);
      this.box = new Box(options.secret || "");
      this.turn = 0;         // of what is remembered: sealing takes a moment, and what is older comes too late
      this.version = 0;      // grows with each change
      this.savedVersion = 0;
      this.waits = 0;
      this.timer = null;
      this.busy = false;
      this.stopped = false;  // a conflict waits for an answer, or the table is locked
      window.addEventListener("online", () => this.soon(0));
      window.addEventListener("pagehide", () => this.lastWord());
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
    }

    get key() { return this.name + ":" + tabId(); }

    get dirty() { return this.version !== this.savedVersion; }

    changed() {
      this.version += 1;
      this.remember();
      if (this.stopped) return;
      this.told("typing");
      this.soon(PAUSE);
    }

    soon(wait) {
      if (!this.dirty || this.stopped) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), wait);
    }

    async save() {
      if (this.busy || this.stopped || !this.dirty) return;
      clearTimeout(this.timer);
      this.busy = true;
      const sent = this.collect();
      const version = this.version;
      this.told("saving");
      let answer, reply;
      try {
        reply = await fetch(this.address, this.request(sent));
        answer = reply.type === "opaqueredirect" ? { status: "login" } : await reply.json();
      } catch (error) {
        answer = { status: reply && reply.status < 500 && reply.status !== 200 ? "refused" : "offline" };
      }
      this.busy = false;
      this.take(answer, sent, version);
    }

    take(answer, sent, version) {
      if (answer.status === "saved") {
        this.waits = 0;
        this.revision = answer.revision;
        this.savedVersion = version;
        this.stored(answer, sent);
        // What was refused is stored nowhere else: whoever leaves without looking finds it again.
        if (this.dirty || answer.errors.length) this.remember(); else this.forget();
        if (this.dirty) this.soon(PAUSE);
        this.told(this.dirty ? "typing" : "saved", answer);
      } else if (answer.status === "conflict") {
        this.stopped = true;
        this.told("conflict", answer);
        this.asked(answer, sent);
      } else if (answer.status === "offline" || answer.status === "trouble") {
        this.waits = Math.min(this.waits ? this.waits * 2 : 2, LONGEST_WAIT);
        this.told(answer.status, { seconds: this.waits, message: answer.message });
        this.soon(this.waits * 1000);
      } else {
        this.stopped = answer.status !== "login";
        this.told(answer.status, answer);
      }
    }

    /* Go on from a revision after a conflict was decided, or something was taken up again. */
    resume(revision) {
      if (revision !== undefined) this.revision = revision;
      this.stopped = false;
      this.changed();
    }

    retry() { this.waits = 0; this.stopped = false; this.save(); }

    /* A small request outlives the page that sent it. */
    request(sent) {
      const body = JSON.stringify({
        revision: this.revision, project: sent.project,
        indicators: sent.indicators.map(desk.sheet.texts),
        touched: sent.touched, renumber: sent.renumber,
      });
      return {
        method: "POST", redirect: "manual", credentials: "same-origin", body,
        keepalive: body.length * 3 < LARGEST_KEPT_ALIVE,
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
      };
    }

    /* The page goes: what fits is sent, and all of it is remembered anyway. */
    lastWord() {
      if (!this.dirty || this.stopped) return;
      const request = this.request(this.collect());
      if (request.keepalive) fetch(this.address, request).catch(() => {});
    }

    async remember() {
      const sent = this.collect();
      const turn = this.turn += 1;
      const kept = { revision: this.revision, at: Date.now(), project: sent.project,
        indicators: sent.indicators.map(desk.sheet.texts) };
      try {
        const sealed = await this.box.seal(JSON.stringify(kept));
        if (turn < this.turn) return;
        localStorage.setItem(this.key, sealed);
        this.unkept = false;
      } catch (error) {
        this.unkept = true; // the state line says so
      }
    }

    forget() { this.turn += 1; localStorage.removeItem(this.key); }

    /* What was typed here before a crash, and is in no window that is still open. */
    async left() {
      const open = await openTabs(this.name);
      const found = [];
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(this.name + ":") || open.has(key.slice(this.name.length + 1))) continue;
        try {
          found.push(Object.assign({ storage: key }, JSON.parse(await this.box.open(localStorage.getItem(key)))));
        } catch (error) {
          localStorage.removeItem(key);
        }
      }
      return found.sort((one, other) => other.at - one.at);
    }
  }

  /* Each window has a number of its own; a reload keeps it, a copy of the window does not. */
  let ownId = null;
  function tabId() {
    if (!ownId) ownId = sessionStorage.getItem("desk-tab") || desk.sheet.uuid();
    sessionStorage.setItem("desk-tab", ownId);
    return ownId;
  }

  /* Windows on the same project answer when they are asked. */
  function openTabs(name) {
    const open = new Set();
    const channel = new BroadcastChannel(name);
    channel.onmessage = (event) => {
      if (event.data.asks) channel.postMessage({ here: tabId() });
      else if (event.data.here) open.add(event.data.here);
    };
    channel.postMessage({ asks: true });
    return new Promise((done) => {
      setTimeout(() => {
        if (open.has(ownId)) { sessionStorage.setItem("desk-tab", ownId = desk.sheet.uuid()); }
        done(open);
      }, 150);
    });
  }

  desk.Saver = Saver;
})(window.desk);
