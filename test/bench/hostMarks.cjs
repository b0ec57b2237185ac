// Loaded before anything else into a VS Code that is measured: when the extension host has activated Afterword, the marks of
// time that VS Code has made there go into the file HOST_MARKS. Its own report has them no further than the host's start.
const fs = require('node:fs');

const timer = setInterval(() => {
  const marks = globalThis.MonacoPerformanceMarks?.getMarks() ?? [];
  if (!marks.some(({ name }) => name === 'code/extHost/didActivateExtension/afterword.afterword')) return;
  clearInterval(timer);
  fs.writeFileSync(`${process.env.HOST_MARKS}.part`, JSON.stringify(marks));
  fs.renameSync(`${process.env.HOST_MARKS}.part`, process.env.HOST_MARKS);
}, 500).unref();
