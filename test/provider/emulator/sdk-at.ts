import sdk from 'facebook-nodejs-business-sdk'

/**
 * Meta's SDK as it is on npm, but for where it sends requests and which version it speaks; answers how to undo it. With
 * "stock" it speaks the version that it came with.
 */
export function pointSdkAt(url: string, version = 'v26.0'): () => void {
  const before = (['GRAPH', 'VERSION'] as const).map(
    (key) => [key, Object.getOwnPropertyDescriptor(sdk.FacebookAdsApi, key)] as const,
  )
  Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', { get: () => url, configurable: true })
  if (version !== 'stock')
    Object.defineProperty(sdk.FacebookAdsApi, 'VERSION', { get: () => version, configurable: true })
  return () => {
    for (const [key, descriptor] of before)
      if (descriptor !== undefined) Object.defineProperty(sdk.FacebookAdsApi, key, descriptor)
  }
}
