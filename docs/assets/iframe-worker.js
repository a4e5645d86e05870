// Browsers refuse workers to pages opened from disk. There the search of this site runs in a hidden frame instead.
if (location.protocol === "file:")
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.body.appendChild(document.createElement("iframe"));
      frame.hidden = true;
      this.room = frame.contentWindow;
      this.room.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.room.importScripts = async (...urls) => { for (const each of urls) await this.load(each); };
      this.ready = this.load(url);
    }
    load(url) {
      const script = this.room.document.createElement("script");
      script.src = new URL(url, location.href);
      return new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = reject;
        this.room.document.body.append(script);
      });
    }
    async postMessage(data) {
      await this.ready;
      this.room.dispatchEvent(new this.room.MessageEvent("message", { data }));
    }
    terminate() { this.room.frameElement.remove(); }
  };
