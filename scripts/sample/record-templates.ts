/** What the invented records say. `{unit}` is the unit's short name, `{matter}` one of the matters. */
import type { DocumentType } from '#shared/domain/code-lists.ts';

export interface RecordTemplate {
  item: string;
  documentType: DocumentType;
  /** Organ that decided, without the county's name. */
  organ: string;
  /** 发文字号 before the year. */
  documentPrefix: string;
  fact: string;
  matters: readonly string[];
  /** Amount in 万元, from…to. */
  amountWan?: readonly [number, number];
  /** How often, relative to the others of its kind. */
  share: number;
}

export const bodyNegative: readonly RecordTemplate[] = [
  {
    item: 'BN-101',
    documentType: 'penalty',
    organ: '财政局',
    documentPrefix: '示财采罚',
    fact: '{unit}在{matter}采购中未按规定公告采购结果',
    matters: ['办公设备', '道路保洁服务', '路灯维修', '食堂物资'],
    amountWan: [2, 90],
    share: 3,
  },
  {
    item: 'BN-102',
    documentType: 'penalty',
    organ: '公共资源交易监督管理局',
    documentPrefix: '示招监罚',
    fact: '{unit}在{matter}项目中将应当招标的内容拆分发包',
    matters: ['村道硬化', '河道清淤', '文化广场改造', '校舍维修'],
    amountWan: [20, 400],
    share: 3,
  },
  {
    item: 'BN-103',
    documentType: 'arbitration',
    organ: '仲裁委员会',
    documentPrefix: '示仲裁字',
    fact: '{unit}未按合作协议支付{matter}项目可用性服务费',
    matters: ['污水处理', '集中供水', '停车场'],
    amountWan: [30, 600],
    share: 1,
  },
  {
    item: 'BN-104',
    documentType: 'judgment',
    organ: '人民法院',
    documentPrefix: '示0101民初',
    fact: '{unit}未兑现对{matter}企业书面承诺的奖补',
    matters: ['食品加工', '纺织', '机械配件', '电商物流'],
    amountWan: [10, 300],
    share: 5,
  },
  {
    item: 'BN-105',
    documentType: 'accountability',
    organ: '纪委监委',
    documentPrefix: '示纪问',
    fact: '{unit}在{matter}中违规出具承诺函',
    matters: ['平台公司借款', '村级道路建设'],
    amountWan: [50, 500],
    share: 1,
  },
  {
    item: 'BN-106',
    documentType: 'breachDetermination',
    organ: '社会信用体系建设办公室',
    documentPrefix: '示信认',
    fact: '{unit}公开承诺的{matter}逾期未完成且经督促未整改',
    matters: ['饮水管网改造', '惠民补贴发放', '农贸市场搬迁', '公交站点增设', '垃圾分类设施建设'],
    share: 9,
  },
  {
    item: 'BN-107',
    documentType: 'judgment',
    organ: '人民法院',
    documentPrefix: '示0101民初',
    fact: '{unit}逾期未支付中小企业{matter}款',
    matters: ['绿化工程', '印刷服务', '设备购置', '修缮工程'],
    amountWan: [3, 180],
    share: 6,
  },
  {
    item: 'BN-109',
    documentType: 'judgment',
    organ: '人民法院',
    documentPrefix: '示0101执',
    fact: '{unit}未按期履行生效裁判确定的{matter}义务',
    matters: ['工程款支付', '土地补偿款支付'],
    amountWan: [8, 220],
    share: 2,
  },
  {
    item: 'BN-110',
    documentType: 'reconsideration',
    organ: '人民政府行政复议局',
    documentPrefix: '示政复决',
    fact: '{unit}作出的{matter}因程序违法被撤销',
    matters: ['行政处罚决定', '责令限期拆除通知', '信息公开答复', '宅基地审批'],
    share: 8,
  },
  {
    item: 'BN-111',
    documentType: 'reconsideration',
    organ: '人民政府行政复议局',
    documentPrefix: '示政复决',
    fact: '{unit}未在法定期限内答复{matter}信息公开申请',
    matters: ['征地补偿', '财政预算', '工程招标'],
    share: 6,
  },
  {
    item: 'BN-112',
    documentType: 'penalty',
    organ: '公共资源交易监督管理局',
    documentPrefix: '示交监罚',
    fact: '{unit}在{matter}交易中设置不合理条件',
    matters: ['集体资产出租', '采砂权出让'],
    amountWan: [5, 120],
    share: 2,
  },
  {
    item: 'BN-113',
    documentType: 'breachDetermination',
    organ: '社会信用体系建设办公室',
    documentPrefix: '示信认',
    fact: '{unit}未按承诺落实引进人才{matter}',
    matters: ['安家补助', '周转住房'],
    amountWan: [2, 40],
    share: 2,
  },
  {
    item: 'BN-114',
    documentType: 'breachDetermination',
    organ: '社会信用体系建设办公室',
    documentPrefix: '示信认',
    fact: '{unit}未按公布的政策兑现{matter}扶持资金',
    matters: ['设施农业', '乡村旅游', '技术改造'],
    amountWan: [5, 150],
    share: 3,
  },
  {
    item: 'BN-115',
    documentType: 'arbitration',
    organ: '仲裁委员会',
    documentPrefix: '示仲裁字',
    fact: '{unit}未按约支付{matter}本息',
    matters: ['设备融资租赁', '标准厂房借款'],
    amountWan: [20, 260],
    share: 1,
  },
  {
    item: 'BN-116',
    documentType: 'penalty',
    organ: '市场监督管理局',
    documentPrefix: '示市监罚',
    fact: '{unit}向企业收取{matter}没有依据',
    matters: ['卫生管理费', '资料费', '培训费'],
    amountWan: [1, 20],
    share: 2,
  },
];

/** Only for the unit with the veto: still a judgment defaulter at the end of 2025. */
export const defaulterTemplate: RecordTemplate = {
  item: 'BN-108',
  documentType: 'defaulterNotice',
  organ: '人民法院',
  documentPrefix: '示0101执惩',
  fact: '{unit}未履行生效裁判确定的{matter}义务，被公告为失信被执行人',
  matters: ['工程款支付'],
  amountWan: [120, 120],
  share: 1,
};

export const bodyPositive: readonly RecordTemplate[] = [
  {
    item: 'BP-201',
    documentType: 'commendation',
    organ: '人民政府',
    documentPrefix: '示政表',
    fact: '{unit}因{matter}工作突出受到通报表扬',
    matters: ['依法行政', '优化营商环境', '政务服务'],
    share: 4,
  },
  {
    item: 'BP-202',
    documentType: 'commendation',
    organ: '社会信用体系建设办公室',
    documentPrefix: '示信表',
    fact: '{unit}被评为{matter}先进单位',
    matters: ['诚信建设', '信用应用', '守信践诺'],
    share: 4,
  },
  {
    item: 'BP-203',
    documentType: 'pledge',
    organ: '社会信用体系建设办公室',
    documentPrefix: '示信诺',
    fact: '{unit}主动公开{matter}承诺并按期兑现',
    matters: ['办事限时', '账款支付', '民生实事'],
    share: 6,
  },
  {
    item: 'BP-204',
    documentType: 'commendation',
    organ: '人民政府办公室',
    documentPrefix: '示政办表',
    fact: '{unit}{matter}工作受到通报表扬',
    matters: ['政务公开', '村务公开'],
    share: 3,
  },
];

export const officialNegative: readonly RecordTemplate[] = [
  {
    item: 'ON-301',
    documentType: 'disciplinaryAction',
    organ: '监察委员会',
    documentPrefix: '示监处',
    fact: '{unit}工作人员因{matter}受到政务处分',
    matters: ['违规操办宴席', '虚报工作数据', '履职不力'],
    share: 4,
  },
  {
    item: 'ON-302',
    documentType: 'partyDiscipline',
    organ: '纪律检查委员会',
    documentPrefix: '示纪处',
    fact: '{unit}工作人员因{matter}受到党纪处分',
    matters: ['违规收受礼品', '未如实报告个人事项'],
    share: 3,
  },
  {
    item: 'ON-303',
    documentType: 'accountability',
    organ: '纪委监委',
    documentPrefix: '示纪问',
    fact: '{unit}工作人员因{matter}被问责',
    matters: ['承诺事项未兑现', '账款拖欠', '政务公开不力'],
    share: 4,
  },
  {
    item: 'ON-304',
    documentType: 'defaulterNotice',
    organ: '人民法院',
    documentPrefix: '示0101执惩',
    fact: '{unit}工作人员因{matter}被公告为失信被执行人',
    matters: ['民间借贷', '担保债务'],
    share: 1,
  },
  {
    item: 'ON-306',
    documentType: 'breachDetermination',
    organ: '社会信用体系建设办公室',
    documentPrefix: '示信认',
    fact: '{unit}工作人员违反{matter}书面承诺',
    matters: ['服务期', '廉洁从业'],
    share: 2,
  },
];

export const officialPositive: readonly RecordTemplate[] = [
  {
    item: 'OP-401',
    documentType: 'commendation',
    organ: '人民政府',
    documentPrefix: '示政表',
    fact: '{unit}工作人员因{matter}受到表彰',
    matters: ['防汛抢险', '乡村振兴', '政务服务'],
    share: 3,
  },
  {
    item: 'OP-402',
    documentType: 'commendation',
    organ: '社会信用体系建设办公室',
    documentPrefix: '示信表',
    fact: '{unit}工作人员{matter}被评为诚信先进个人',
    matters: ['履行承诺', '服务群众'],
    share: 2,
  },
];
