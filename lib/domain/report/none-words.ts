/** 没有收到…申请, in the ways in which reports write it; what stands in between holds no comma. */
export const NO_APPLICATIONS = /(?:没有|未|无)(?:接收到|收到|接到|受理)[^，,。；;]{0,40}申请/gu;
export const NO_REVIEW = /(?:没有|不存在|未发生|未出现)[^，,。；;]{0,30}行政复议/gu;
export const NO_LITIGATION = /(?:没有|不存在|未发生|未出现)[^，,。；;]{0,40}行政诉讼/gu;
export const NO_FEES = /(?:(?:没有|不存在)[^，,。；;]{0,20}|未)收(?:费|取[^，,。；;]{0,20}费用)/gu;
