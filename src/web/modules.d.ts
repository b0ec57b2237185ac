declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

declare module 'path-browserify' {
  import path from 'node:path';
  export default path;
}
