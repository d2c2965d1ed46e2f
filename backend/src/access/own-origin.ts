/**
 * Whether a page of `origin` is one of this server's own: of the host that was asked, under either scheme (whether a proxy in front speaks TLS is
 * not known here), or of the address that people use.
 */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl?: string): boolean {
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || (publicUrl !== undefined && new URL(publicUrl).origin === origin);
}
