/** Words for the phases that long work reports (`Progress.phase`). */
export const phaseWords: Readonly<Record<string, string>> = {
  'initialise.sample': '写入示例数据',
  'import.read': '读取工作簿',
  'import.check': '核对内容',
  'import.commit': '写入数据库',
  'import.findings': '生成错误说明',
  'assess.gather': '汇集数据',
  'assess.score': '测算得分',
  'assess.store': '保存结果',
  'export.rows': '写出工作簿',
  'package.seal': '生成报送包',
  'package.verify': '核验报送包',
  'package.preview': '核对报送包与本库',
  'package.merge': '汇入数据库',
  'backup.copy': '备份数据库',
  'check.run': '检查数据',
  'model.sensitivity': '敏感性分析',
};
