// Secrets that say by their form what they are: tokens with the beginnings that services give them, keys, passwords in
// addresses, and what somebody has written behind "password:". No expression looks further than a fixed length, so that
// the time for a text grows with its length alone.

/** As services write their tokens; the beginnings are in their documentation. */
// prettier-ignore
const forms = [
  // Amazon, GitHub, GitLab, Slack, OpenAI and others, Stripe, Google, npm, Hugging Face, PyPI, SendGrid, DigitalOcean, Shopify.
  '(?:AKIA|ASIA)[0-9A-Z]{16}', 'gh[pousr]_[A-Za-z0-9]{20,255}', 'github_pat_\\w{20,255}', 'glpat-[\\w-]{16,64}', 'xox[abeoprs]-[\\w-]{10,255}',
  'sk-(?=[\\w-]{0,60}\\d)[\\w-]{16,255}', '[rsp]k_(?:live|test)_\\w{10,255}', 'AIza[\\w-]{30,45}', 'ya29\\.[\\w-]{20,500}', 'npm_[A-Za-z0-9]{30,64}',
  'hf_[A-Za-z0-9]{20,64}', 'pypi-[\\w-]{20,500}', 'SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}', 'do[op]_v1_[a-f0-9]{40,64}', 'shp(?:at|ss|ca|pa)_[a-fA-F0-9]{20,64}',
  // JSON Web Tokens (RFC 7519), age, extended keys of wallets, SSH keys, one-time passwords, bearer tokens (RFC 6750).
  'eyJ[\\w-]{8,4000}\\.[\\w-]{8,4000}(?:\\.[\\w-]{0,4000})?', 'AGE-SECRET-KEY-1[0-9A-Z]{20,100}', '[xyz]p(?:rv|ub)[a-zA-Z0-9]{60,120}',
  'AAAA[BCE]3Nza[\\w+/]{16,4000}={0,2}', 'otpauth:\\/\\/\\S{8,500}', '(?<=[Bb]earer )(?=\\S{0,100}\\d)[\\w.~+/-]{16,500}=*',
];
const formed = new RegExp(`(?<![A-Za-z0-9_])(?:${forms.join('|')})`, 'g');
/** A line without any of these holds none of the forms. */
const formedHint =
  /AKIA|ASIA|gh[pousr]_|github_pat|glpat-|xox|sk-|k_(?:live|test)|AIza|ya29|npm_|hf_|pypi-|SG\.|_v1_|shp|eyJ|AGE-|prv|pub|AAAA|otpauth|earer /;

/** scheme://user:password@host */
const inAddress = /(?<=:\/\/[^\s:@/]{1,100}:)[^\s@/]{1,200}(?=@)/g;

const names =
  'pass(?:word|wd|phrase|code)|passwd|pwd|secret(?:[_ -]?key)?|(?:api|access|private|master|license)[_ -]?key|(?:auth|access|api|refresh|bearer)[_ -]?token|token|client[_ -]?secret|pin(?: ?code)?';
const namesHint = /pass|pwd|secret|key|token|pin|密码|口令|密钥|令牌|验证码|私钥/i;
const quoted = '"[^"\\n]{1,200}"|\'[^\'\\n]{1,200}\'|“[^”\\n]{1,200}”';
const assigned = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${names})["']? {0,3}(=>?|[:：]=?|is(?= )) {0,3}(${quoted}|[^\\s"“”，。；]{1,200})`,
  'giud',
);
const assignedChinese = new RegExp(
  `(?:密码|口令|密钥|令牌|验证码|私钥) {0,3}(=|[:：]|是|为) {0,3}(${quoted}|[\\x21-\\x7e]{1,200})`,
  'gud',
);

/** [start, end) */
export type Range = readonly [start: number, end: number];

export function* formedSecrets(line: string): Generator<Range> {
  if (formedHint.test(line))
    for (const found of line.matchAll(formed)) yield [found.index, found.index + found[0].length];
  if (line.includes('://')) {
    for (const found of line.matchAll(inAddress)) yield [found.index, found.index + found[0].length];
  }
}

/** The values of "password: …", where they look like one. */
export function* assignedSecrets(line: string): Generator<Range> {
  if (!namesHint.test(line)) return;
  for (const expression of [assigned, assignedChinese]) {
    for (const { 1: sign, 2: value, indices } of line.matchAll(expression)) {
      const [start, end] = indices![2]!;
      const visible = value!.replace(/[.,;:!?)\]}]+$/, '');
      const last = /^[\s.,;:!?)\]}"']*$/.test(line.slice(end));
      if (visible !== '' && isValue(sign!, visible, last)) yield [start, start + visible.length];
    }
  }
}

/** In "Token: a unit of text" nothing is secret; in "password=tulip", "Password: tulip" and "the password is tul1p9" it is. */
function isValue(sign: string, value: string, last: boolean): boolean {
  if (/^["'“]/.test(value)) return value.length >= 5;
  if (/^[<{[($%*.…]/.test(value) || value.length < 3) return false;
  if (sign === '=' || sign === '=>' || sign === ':=') return true;
  const mixed = /\d/.test(value) || /\p{L}[^\p{L}\p{N}\s'’-]+\p{L}/u.test(value);
  if (sign === 'is' || sign === '是' || sign === '为') return mixed && value.length >= 4;
  return mixed || last;
}
