"""The names of fields in other languages, as people type them who think in their own."""

from __future__ import annotations

from collections import defaultdict

_WORDS = {
    "title": "titel titre título titulo titolo tytuł titulek cím başlık otsikko rubrik "
    "заголовок название 主題 标题 タイトル 제목 العنوان tiêu-đề",
    "subtitle": "untertitel sous-titre subtítulo sottotitolo ondertitel podtytuł alt-başlık undertitel "
    "phụ-đề",
    "author": "autor autorin auteur autrice autore auteurs verfasser författare auteur-e "
    "yazar автор 作者 著者 作者名 저자 auteure tác-giả",
    "course": "kurs cours curso corso cursus vorlesung fach",
    "date": "datum fecha data dato tarih дата 日期 日付 дата-доклада 날짜 ngày",
    "language": "sprache langue idioma lingua língua taal språk sprog język jazyk dil kieli "
    "язык 语言 言語 언어 ngôn-ngữ",
    "theme": "thema thème tema vorlage modèle plantilla modello тема テーマ 主题 motyw tema-visual téma "
    "chủ-đề",
    "citations": "zitierstil style-de-citation estilo citas citazioni stile",
    "minutes": "minuten minutos minuti dauer durée duración durata minuter minuty dakika минуты 分 分钟 phút",
    "references": "literatur quellen références referencias riferimenti bibliografía bibliografia "
    "参考文献 文献 источники bibliographie literaturverzeichnis referenzen źródła "
    "kaynaklar källor литература tài-liệu-tham-khảo",
    "sections": "abschnitte kapitel teile secciones sezioni sections-du-plan parties partes "
    "seções avsnitt セクション 部分 章节 章 rozdziały bölümler разделы phần các-phần",
    "slides": "folien diapositivas diapositives diapositive diapos slajdy sidor dias dia's "
    "dia’s スライド 슬라이드 slaytlar слайды 幻灯片 trang-chiếu",
    "bullets": "stichpunkte punkte aufzählung puces points-clés viñetas puntos punti elenco "
    "opsomming 箇条書き 项目 목록 список punkter punkty maddeler пункты 要点 tópicos "
    "pontos marcadores kernpunkte stichworte punten gạch-đầu-dòng ý-chính",
    "text": "texte texto testo tekst metin текст テキスト 文字 本文 正文 텍스트 văn-bản nội-dung",
    "notes": "notizen sprechernotizen notas note notities anteckningar notatki notlar "
    "заметки 备注 ノート メモ 注释 заметка 노트 ghi-chú",
    "quote": "zitat citation cita citazione citaat citat cytat alıntı цитата 引用 인용 trích-dẫn",
    "image": "bild imagen immagine afbeelding obraz resim billede изображение 图片 画像 图像 写真 "
    "рисунок картинка hình-ảnh hình",
    "caption": "bildunterschrift beschriftung légende leyenda didascalia bijschrift bildtext podpis "
    "chú-thích",
    "credit": "bildnachweis crédit crédito crediti",
    "alt": "alternativtext texte-alternatif texto-alternativo testo-alternativo",
    "file": "datei fichier archivo fichero bestand plik dosya fil файл tệp",
    "table": "tabelle tableau tabla tabella tabela tabel tabell taulukko tablo таблица 表格 표 bảng",
    "columns": "spalten colonnes columnas colonne colunas kolommen kolumner kolumny sütunlar столбцы cột",
    "rows": "zeilen lignes filas righe linhas rijen rader wiersze satırlar строки hàng",
    "chart": "diagramm graphique gráfico grafico grafiek diagram wykres grafik диаграмма 图表 biểu-đồ",
    "data": "daten données datos dati dados gegevens dane veri данные 数据 dữ-liệu",
    "kind": "art typ type-de tipo soort rodzaj tür",
    "unit": "einheit unité unidad unità eenheid enhet",
    "timeline": "zeitleiste zeitstrahl chronologie cronología cronologia tijdlijn tidslinje oś-czasu",
    "event": "ereignis événement evento gebeurtenis händelse wydarzenie olay событие",
    "question": "frage pregunta domanda pergunta vraag fråga pytanie soru вопрос 问题 câu-hỏi",
    "prompt": "fragestellung énoncé enunciado",
    "task": "aufgabe tâche tarea compito tarefa taak uppgift zadanie görev",
    "statement": "aussage énoncé-clé afirmación affermazione stelling påstående",
    "number": "zahl nombre número numero getal tal liczba sayı число",
    "value": "wert valeur valor valore waarde värde wartość değer",
    "label": "bezeichnung étiquette etiqueta etichetta",
    "passage": "textstelle extrait pasaje brano fragment",
    "process": "ablauf processus proceso processo proces",
    "compare": "vergleich comparaison comparación confronto vergelijking",
    "equation": "gleichung formel équation ecuación equazione",
    "claim": "these thèse tesis tesi",
    "year": "jahr année año anno ano jaar år rok yıl год năm",
    "publisher": "verlag éditeur editorial editore uitgever förlag",
}


def _table() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, words in _WORDS.items():
        for word in words.split():
            found[word.casefold()].append(name)
    return {word: tuple(names) for word, names in found.items()}


TRANSLATED = _table()
"""A word of another language → the fields it can stand for."""
