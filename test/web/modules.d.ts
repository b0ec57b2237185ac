/** Mocha for browsers: it puts `mocha` and `Mocha` among the globals. */
declare module 'mocha/mocha.js';
