-- Answers questions, a line each, until there are none: `json {…}` has citeproc format a document, `math […]`
-- makes MathML and Office's markup of TeX. An answer is a line too: `yes {…}` or `no "why"`.
-- Nothing is read from a file or a network: all of it stands in the questions.

-- Each formula is [TeX, whether it stands on lines of its own]. `said` is what there is against each.
local function formulas(asked)
  local shown, said, blocks = {}, {}, {}
  for place, one in ipairs(asked) do
    local block = pandoc.Plain({pandoc.Math(one[2] and 'DisplayMath' or 'InlineMath', one[1])})
    blocks[place] = block
    local messages, html = pandoc.log.silence(
      pandoc.write, pandoc.Pandoc({block}), 'html', {html_math_method = 'mathml', wrap_text = 'none'})
    shown[place] = html
    said[place] = messages[1] and pandoc.json.decode(pandoc.json.encode(messages[1])).message or ''
  end
  local _, packed = pandoc.log.silence(pandoc.write, pandoc.Pandoc(blocks), 'docx')
  for _, entry in ipairs(pandoc.zip.Archive(packed).entries) do
    if entry.path == 'word/document.xml' then
      return {shown = shown, said = said, office = entry:contents()}
    end
  end
end

local function answer(form, text)
  if form == "math" then
    return pandoc.json.encode(formulas(pandoc.json.decode(text, false)))
  end
  return pandoc.write(pandoc.utils.citeproc(pandoc.read(text, "json")), "json")
end

for question in io.lines() do
  local form, text = question:match("^(%w+) (.*)$")
  local well, said = pcall(answer, form, text)
  if well then
    io.write("yes ", (said:gsub("[\r\n]+", " ")), "\n")
  else
    io.write("no ", pandoc.json.encode(tostring(said)), "\n")
  end
  io.flush()
end
