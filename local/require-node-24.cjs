'use strict';
// Plain CommonJS, so that an older Node can still read it and say what is wrong.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    'Gongkai 需要 Node.js 24 或更高版本（当前为 ' + process.version + '）。请安装 Node.js 24 后重试。\n' +
      'Gongkai needs Node.js 24 or later (this is ' + process.version + '). Linux and 64-bit Windows get it by "npm ci"; elsewhere install it and try again.',
  );
  process.exit(1);
}
