import type { Sentence } from '../domain/violation.ts';

/** Why a call is refused before, or without, a use case deciding it. */
interface ProblemKind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503 | 507;
  readonly title: Sentence;
  readonly message: Sentence;
}

export const PROBLEM_KINDS = {
  'not-json': {
    status: 400,
    title: { zh: '不是 JSON', en: 'Not JSON' },
    message: {
      zh: '请求正文不是有效的 UTF-8 编码 JSON。请检查括号、引号、逗号和编码。',
      en: 'The body is not JSON in UTF-8. Check its brackets, quotes, commas and encoding.',
    },
  },
  'bad-request': {
    status: 400,
    title: { zh: '请求无法识别', en: 'Bad request' },
    message: {
      zh: '请求的格式无法识别。请检查地址、标头和正文。',
      en: 'The request cannot be understood. Check its address, headers and body.',
    },
  },
  'token-missing': {
    status: 401,
    title: { zh: '未出示令牌', en: 'No token' },
    message: {
      zh: '没有出示访问令牌。请在请求标头中填写“Authorization: Bearer 令牌”。',
      en: 'No access token was shown. Send the header "Authorization: Bearer <token>".',
    },
  },
  'token-unknown': {
    status: 401,
    title: { zh: '令牌无效', en: 'Token not valid' },
    message: {
      zh: '访问令牌无效、已过期或者已经吊销。请核对令牌，或者重新登录；服务令牌可以请管理员新建一个。',
      en: 'The access token is unknown, expired or revoked. Check it, log in again, or ask an administrator for another service token.',
    },
  },
  'role-missing': {
    status: 403,
    title: { zh: '没有权限', en: 'Role missing' },
    message: {
      zh: '此令牌没有所需的角色。请使用具有该角色的令牌。',
      en: 'The token lacks the role that this call needs. Use a token that has it.',
    },
  },
  'no-such-address': {
    status: 404,
    title: { zh: '没有这个地址', en: 'No such address' },
    message: {
      zh: '没有这个地址。接口说明见 /openapi.json。',
      en: 'Nothing is at this address. The calls are described in /openapi.json.',
    },
  },
  'not-found': {
    status: 404,
    title: { zh: '未找到', en: 'Not found' },
    message: {
      zh: '没有找到所要的内容。请核对地址中的编号。',
      en: 'What the address names does not exist. Check the identifiers in it.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { zh: '不支持的方法', en: 'Method not allowed' },
    message: {
      zh: '这个地址不支持此方法，可用的方法见 Allow 标头。',
      en: 'This address does not take that method; the Allow header lists those it takes.',
    },
  },
  'body-too-large': {
    status: 413,
    title: { zh: '内容过大', en: 'Body too large' },
    message: {
      zh: '请求正文超过了大小上限。请改用附件上传大文件，或者分成多次提交。',
      en: 'The body is larger than allowed. Upload large files as attachments, or split the call.',
    },
  },
  'file-too-large': {
    status: 413,
    title: { zh: '文件过大', en: 'File too large' },
    message: {
      zh: '文件超过了此部署方式一次答复的大小上限。请由管理员从存储桶中直接取得。',
      en: 'The file is larger than an answer of this deployment can be. Have an administrator fetch it from the bucket.',
    },
  },
  'media-type-unsupported': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'Media type not supported' },
    message: {
      zh: '不支持此内容类型或压缩编码。请按接口说明填写 Content-Type。',
      en: 'This media type or content encoding is not taken. Send the Content-Type that the description names.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { zh: '请求过于频繁', en: 'Too many requests' },
    message: {
      zh: '此令牌的请求过于频繁。请在 Retry-After 标头所示的秒数之后再试。',
      en: 'This token makes too many requests. Try again after the seconds in the Retry-After header.',
    },
  },
  'too-many-wrong-tokens': {
    status: 429,
    title: { zh: '错误令牌过多', en: 'Too many wrong tokens' },
    message: {
      zh: '来自此地址的错误令牌过多。请在 Retry-After 标头所示的秒数之后再试。',
      en: 'Too many wrong tokens came from this address. Try again after the seconds in the Retry-After header.',
    },
  },
  'internal-error': {
    status: 500,
    title: { zh: '内部错误', en: 'Internal error' },
    message: {
      zh: '系统内部出错，已经记录。请稍后重试；仍不成功的，请把 requestId 告知管理员。',
      en: 'Something went wrong on our side and was logged. Try again later, or give the requestId to an administrator.',
    },
  },
  'identity-unavailable': {
    status: 503,
    title: { zh: '暂时无法核验登录', en: 'Login cannot be checked' },
    message: {
      zh: '暂时无法取得统一身份认证系统的公钥，不能核验此登录令牌。请在 Retry-After 标头所示的秒数之后再试；仍不成功的，请告知管理员。',
      en: 'The keys of the issuer of logins cannot be fetched now, so this token cannot be checked. Try again after the seconds in the Retry-After header; if it lasts, tell an administrator.',
    },
  },
  'storage-unavailable': {
    status: 503,
    title: { zh: '暂时无法保存', en: 'Nothing can be stored now' },
    message: {
      zh: '系统所在磁盘目前不能写入，此次操作没有保存。请告知管理员，恢复之后重新提交。',
      en: 'The disk takes no writes at this moment; nothing of this call was stored. Tell an administrator, and send it again afterwards.',
    },
  },
  'storage-full': {
    status: 507,
    title: { zh: '磁盘已满', en: 'The disk is full' },
    message: {
      zh: '系统所在磁盘已满，此次操作没有保存。请告知管理员，腾出空间之后重新提交。',
      en: 'The disk is full; nothing of this call was stored. Tell an administrator, and send it again once there is space.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemKindName = keyof typeof PROBLEM_KINDS;
