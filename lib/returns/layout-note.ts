/** Which official form a year's return belongs to, and how these rows relate to it. */
export const layoutNote = (year: number): string => {
  if (year <= 2018) {
    return `${year}年度适用《政府信息公开情况统计表》（国办发〔2014〕32号）。下表为该表第一部分中可由台账得出的各行，其余部分请人工填报。`;
  }
  if (year <= 2020) {
    return `${year}年度适用国办公开办函〔2019〕60号的过渡格式，本系统不提供该格式。下表沿用2014年统计表的行次，仅供填写过渡格式时核对。`;
  }
  return `${year}年度适用《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）。该格式没有主动公开信息条数的栏目，去重后的总数写入“一、总体情况”的文字部分；下表沿用2014年统计表的行次，供仍保留这些行次的地方统计表使用。`;
};
