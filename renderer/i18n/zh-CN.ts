/** Words of the window's pages. Words for codes are in `shared/words`, because other edges need them too. */
export const words = {
  program: '政务诚信考评工作站',
  engineStarting: '正在启动数据服务……',
  engineRecovering: '数据服务意外停止，正在自动恢复。已经保存的内容都在；恢复以后再继续操作。',
  engineRecovered:
    '数据服务曾意外停止，现已恢复。已经保存的内容都在；当时没有得到答复的操作，请先核对有没有写入，再决定是否重做。',
  engineFailed:
    '数据服务多次启动都没有成功。已经保存的内容都在。请先点“重新启动”；仍不成功时，请重新打开程序，或联系技术支持。',
  engineRestart: '重新启动',
  dismiss: '知道了',
  loading: '正在读取……',
  tryAgain: '再试一次',
  standInMark: '开发测试运行环境：所用 SQLite 不是正式发布的版本',
  firstStart: '第一次使用',
  firstStartHint: '先登记本单位。登记以后，数据都保存在这台计算机上，不需要网络。',
  officeName: '单位名称',
  officeNameHint: '例如：示例县信用办',
  regionCode: '行政区划代码',
  regionCodeHint: '12 位数字，村级、乡镇级填到末位，县级后面补零',
  officeLevel: '单位级别',
  withSample: '同时装入虚构的示例县，用来熟悉操作',
  begin: '开始使用',
  beginning: '正在建立数据库……',
  officeReady: '本单位',
  counts: { bodies: '单位', officials: '公职人员', records: '信用记录', cycles: '考核周期', runs: '测算' },
} as const;
