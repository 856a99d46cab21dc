-- Answers questions, a line each, until there are none: `biblatex "…"` reads a text of references into
-- CSL JSON, `json {…}` has citeproc format a document. An answer is a line too: `yes {…}` or `no "why"`.
-- Nothing is read from a file or a network: texts stand in the questions, readers run in a sandbox.

local function answer(form, text)
  if form == "json" then
    return pandoc.write(pandoc.utils.citeproc(pandoc.read(text, "json")), "json")
  end
  return pandoc.write(pandoc.read(pandoc.json.decode(text), form, nil, {}), "csljson")
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
