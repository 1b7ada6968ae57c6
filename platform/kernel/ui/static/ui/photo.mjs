/**
 * Photos before they are sent: shrunk to 1600 px in the browser, shown, removable.
 * Without this script the file field sends the originals.
 */

const LONGEST_SIDE = 1600;
const QUALITY = 0.86;

/** Return the photo as a JPEG of at most 1600 px, upright; small JPEGs stay as they are. */
async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  if (scale === 1 && file.type === "image/jpeg" && file.size < 1_500_000) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return new File([blob], file.name.replace(/\.[^.]+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
}

class PhotoPicker {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type=file]");
    this.list = root.querySelector(".photos-list");
    this.status = root.querySelector("[data-photos-status]");
    this.max = this.input.multiple ? Number(root.dataset.max) : 1;
    this.photos = [];
    root.classList.add("is-live");
    this.input.addEventListener("change", () => this.add([...this.input.files]));
    const drop = root.querySelector(".photos-drop");
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("is-over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("is-over");
      this.add([...event.dataTransfer.files]);
    });
  }

  async add(files) {
    const room = this.max === 1 ? 1 : this.max - this.photos.length;
    if (this.max === 1) this.photos = [];
    const said = files.length > room ? this.root.dataset.tooMany : this.root.dataset.added;
    this.say(said);
    for (const file of files.slice(0, room)) await this.take(file);
    this.show();
  }

  /** Keep the shrunk photo; one that this browser cannot open (HEIC) is sent as it is. */
  async take(file) {
    if (!file.type.startsWith("image/") && !/\.(heic|heif)$/i.test(file.name)) {
      this.say(this.root.dataset.unreadable);
      return;
    }
    try {
      this.photos.push(await shrink(file));
    } catch {
      if (/hei[cf]/i.test(file.type + file.name)) this.photos.push(file);
      else this.say(this.root.dataset.unreadable);
    }
  }

  show() {
    const carrier = new DataTransfer();
    for (const photo of this.photos) carrier.items.add(photo);
    this.input.files = carrier.files;
    for (const picture of this.list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    this.list.replaceChildren(...this.photos.map((photo, index) => this.tile(photo, index)));
    this.list.hidden = this.photos.length === 0;
  }

  tile(photo, index) {
    const item = document.createElement("li");
    item.className = "photo";
    const picture = document.createElement("img");
    picture.src = URL.createObjectURL(photo);
    picture.alt = photo.name;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "✕";
    button.setAttribute("aria-label", `${this.root.dataset.removeLabel} ${index + 1}`);
    button.addEventListener("click", () => {
      this.photos.splice(index, 1);
      this.show();
      this.input.focus();
    });
    item.append(picture, button);
    return item;
  }

  say(words) {
    this.status.textContent = words;
  }
}

for (const root of document.querySelectorAll("[data-photos]")) new PhotoPicker(root);
