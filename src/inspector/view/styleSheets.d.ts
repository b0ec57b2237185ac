// Style sheets are imported by the files whose elements they dress; esbuild gathers them into view.css.
declare module '*.css';
