/**
 * Where a caller behind a proxy sees this API: the scheme and host that the proxy names; undefined without a proxy, or
 * where it names no scheme or host. `next` is a whole URL that clients follow (FACT, graph-api 4.5).
 */
export function outsideBase(proto: string | undefined, host: string | undefined): string | undefined {
  // Proxies in a row write a list, the outermost first.
  const [scheme] = (proto ?? '').toLowerCase().split(',')
  const [name] = (host ?? '').split(',')
  const named = name?.trim() ?? ''
  if (scheme?.trim() !== 'https' && scheme?.trim() !== 'http') return undefined
  return /^(\[[\da-f:]+\]|[\w.-]+)(:\d{1,5})?$/i.test(named) ? `${scheme.trim()}://${named}` : undefined
}
