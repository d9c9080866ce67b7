/** What a mini-program may load of its folder by url. Its sources and configuration are not among them. */
const EXTENSIONS = new Set(
  (
    'png jpg jpeg gif webp svg bmp ico avif apng ' + // pictures
    'mp3 m4a aac wav ogg mp4 m4v mov webm ' + // sound and film
    'ttf otf woff woff2 eot ' + // fonts
    'txt csv pdf wasm br bin glb gltf'
  ) // data
    .split(' '),
);

export const isMediaFile = (name: string): boolean =>
  EXTENSIONS.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) && /[^/]\.[^./]+$/.test(name);
