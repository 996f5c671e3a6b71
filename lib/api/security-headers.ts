import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers of every answer. A handler that shows a file of its own sets a stricter policy, which is kept. No answer names
 * another origin, so no other site's script can read one.
 */
export const securityHeaders = secureHeaders({
  overwrite: false,
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  // Ignored over plain HTTP, and nothing is claimed for other hosts of the office's domain.
  strictTransportSecurity: 'max-age=15552000',
  // These speak to browsers and plug-ins that are gone, and each header costs time on every answer.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});
