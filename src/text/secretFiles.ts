// Files that are never learnt from, by their names alone, even where they match the globs of the notes: hidden ones, and
// those in which people keep keys, certificates and passwords.

/** No word of these comes into a name by chance. */
const surely = /^(?:\.env|credentials|id_(?:rsa|dsa|ecdsa|ed25519)|密码|口令|密钥)/i;
/** The whole name, with at most one word before it: "passwords", "bank-logins", but not "The Secrets of Good Soil". */
const asWhole =
  /^(?:[^-_. ]+[-_. ])?(?:secrets?|passwords?|passwd|htpasswd|passphrases?|logins|(?:api|access|private|ssh|recovery)[-_. ]?keys?|(?:access|api|auth)[-_. ]?tokens?|tokens|(?:recovery|backup)[-_. ]?codes?|seed[-_. ]?phrase|master[-_. ]?key)$|^.{0,12}(?:密码|口令|密钥|恢复码)$/i;
const keyFile = /\.(?:pem|key|p12|pfx|p8|jks|keystore|kdbx?|ppk|gpg|asc|crt|cer|der|csr|ovpn|wallet)$/i;
const keyFolder = /(?:^|[/\\])\.(?:ssh|gnupg|aws|azure|kube|docker|password-store)[/\\]/;
const textEnding = /\.(?:md|markdown|mdx|txt|text)$/i;

/** By its full path. */
export function isSecretFile(path: string): boolean {
  const name = baseName(path);
  const bare = name.replace(textEnding, '');
  return keyFile.test(name) || keyFile.test(bare) || surely.test(name) || asWhole.test(bare) || keyFolder.test(path);
}

/** Of a path below a folder that was opened: whether it, or a folder on the way to it, is hidden. */
export function isHidden(relativePath: string): boolean {
  return /(?:^|[/\\])\.(?!\.?(?:[/\\]|$))/.test(relativePath);
}

export function baseName(path: string): string {
  return /[^/\\]*$/.exec(path)![0];
}
